"""What makes statements of clauses, one module for each sort of figure."""
