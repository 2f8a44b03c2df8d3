"""How the weights of the corrector are made: public corpora, printed and respelled, and one model's answers to them."""
