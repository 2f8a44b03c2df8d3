from finder import find


def test_no_name_is_lost(allonym_gate):
    allonym_gate(find, model="name-list")
