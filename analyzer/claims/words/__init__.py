"""The words about a figure: tables of wordings, and the phrase before a figure taken apart."""
