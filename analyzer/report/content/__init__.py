"""What the pages of a run say, before any template sees it: answers, contradictions, questions, texts with marks."""
