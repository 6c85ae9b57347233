"""A small network that proposes names: jieba's own (which comes with jieba) read character by character, and on top a head trained on
the project's gold (``ontology/weights/names.npz``). Without numpy, jieba's network or the head, the grammar reads alone.
"""
