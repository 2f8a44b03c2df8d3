"""Makes a small model of a framework: make_hub_model.py KIND FOLDER. Runs inside the hub environment.

Their weights are set or learnt in a moment: what is tested is offsets, labels, word pieces and windows.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

WORDS = ["ali", "ma", "##ml", "##ouk", "omar", "met", "in", "damascus", "and", "then", "he", "left", "."]
PIECE_TAGS = {"ali": 1, "omar": 1, "ma": 2, "##ml": 2, "##ouk": 2, "damascus": 3}
TAGS = ["O", "B-PER", "I-PER", "B-LOC"]


def wordpiece_tokenizer(folder: Path, model_max_length: int):  # type: ignore[no-untyped-def]
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    vocabulary = {word: number for number, word in enumerate([*special, *WORDS])}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    names = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=model_max_length, **names)
    fast.save_pretrained(folder)
    return fast


def transformers(folder: Path) -> None:
    """A BERT without layers, whose embeddings name each piece's tag: it reads 16 pieces at once."""
    import torch
    from transformers import BertConfig, BertForTokenClassification

    tokenizer = wordpiece_tokenizer(folder, 16)
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=len(TAGS), num_hidden_layers=0, num_attention_heads=1,
        intermediate_size=4, max_position_embeddings=16, id2label=dict(enumerate(TAGS)),
        label2id={tag: number for number, tag in enumerate(TAGS)},
    )  # fmt: skip
    model = BertForTokenClassification(config)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        for word, number in tokenizer.get_vocab().items():
            model.bert.embeddings.word_embeddings.weight[number, PIECE_TAGS.get(word, 0)] = 1.0
        model.bert.embeddings.LayerNorm.weight.fill_(1.0)
        model.classifier.weight.copy_(torch.eye(len(TAGS)))
    model.save_pretrained(folder)


def gliner(folder: Path) -> None:
    """Random weights over a small BERT that reads 30 words at once."""
    import torch
    from gliner import GLiNER, GLiNERConfig
    from transformers import BertConfig

    torch.manual_seed(3)
    wordpiece_tokenizer(folder, 128)
    encoder = BertConfig(
        vocab_size=64, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=256,
    )  # fmt: skip
    config = GLiNERConfig(
        model_name=str(folder), encoder_config=encoder.to_dict(), hidden_size=16, max_len=30, max_width=3,
        dropout=0.0, has_rnn=False,
    )  # fmt: skip
    GLiNER.from_config(config, backbone_from_pretrained=False).save_pretrained(folder)


def flair(folder: Path) -> None:
    """A tagger that has learnt five sentences by heart."""
    import flair
    import torch
    from flair.data import Corpus, Sentence
    from flair.datasets import FlairDatapointDataset
    from flair.embeddings import OneHotEmbeddings
    from flair.models import SequenceTagger
    from flair.trainers import ModelTrainer

    flair.set_seed(1)
    sentences = []
    for text, spans in (
        ("😀 Ali Mamlouk met Omar in Damascus .", [(1, 3, "PER"), (4, 5, "PER"), (6, 7, "LOC")]),
        ("Then he left Damascus .", [(3, 4, "LOC")]),
        ("Omar left Damascus .", [(0, 1, "PER"), (2, 3, "LOC")]),
        ("Then he left .", []),
    ):
        sentence = Sentence(text)
        for start, end, label in spans:
            sentence[start:end].add_label("ner", label)
        sentences += [sentence] * 5
    corpus = Corpus(train=FlairDatapointDataset(sentences), dev=FlairDatapointDataset(sentences))
    labels = corpus.make_label_dictionary("ner", add_unk=False)
    embeddings = OneHotEmbeddings.from_corpus(corpus, field="text", min_freq=1, embedding_length=16)
    tagger = SequenceTagger(embeddings, labels, "ner", hidden_size=16, use_crf=False, rnn_layers=1)
    quietly = {"create_file_logs": False, "create_loss_file": False, "save_final_model": False}
    how = {"learning_rate": 0.1, "mini_batch_size": 3, "max_epochs": 40, "optimizer": torch.optim.AdamW}
    ModelTrainer(tagger, corpus).train(folder / "training", shuffle=False, **how, **quietly)
    tagger.save(folder / "model.pt")


def spacy(folder: Path) -> None:
    """A pipeline whose names are told by a transformer, of one layer, that reads 24 pieces at once: as in trf."""
    import random

    import spacy as library
    from spacy.training import Example
    from spacy.util import fix_random_seed
    from spacy_curated_transformers.pipeline import transformer as trained

    fix_random_seed(7)
    pieces = folder / "pieces.txt"
    pieces.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS]))
    named, curated, width = "@architectures", "spacy-curated-transformers.", 32
    transformer = {
        named: f"{curated}BertTransformer.v1", "vocab_size": len(WORDS) + 4, "hidden_width": width,
        "intermediate_width": width, "num_attention_heads": 2, "num_hidden_layers": 1, "max_position_embeddings": 64,
        "hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0,
        "piece_encoder": {named: f"{curated}BertWordpieceEncoder.v1"},
        "with_spans": {named: f"{curated}WithStridedSpans.v1", "stride": 16, "window": 24},
    }  # fmt: skip
    listener = {
        named: f"{curated}LastTransformerLayerListener.v1", "width": width, "upstream": "*",
        "pooling": {"@layers": "reduce_mean.v1"},
    }  # fmt: skip
    parser = {
        named: "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
        "hidden_width": width, "maxout_pieces": 2, "use_upper": False, "nO": None, "tok2vec": listener,
    }  # fmt: skip
    nlp = library.blank("en")
    nlp.add_pipe("curated_transformer", config={"model": transformer})
    nlp.add_pipe("ner", config={"model": parser})
    loader = {"@model_loaders": f"{curated}WordpieceLoader.v1", "path": str(pieces), "lowercase": True}
    nlp.config["initialize"]["components"]["curated_transformer"] = {"piecer_loader": loader}
    sentences = (
        *("Then he left.", "he met", "and then he left Damascus.", "😀 Ali Mamlouk met Omar in Damascus."),
        *("Omar", "Ali Mamlouk and Omar left."),
    )
    names, chance, examples = {"Ali Mamlouk": "PERSON", "Omar": "PERSON", "Damascus": "GPE"}, random.Random(7), []
    for _ in range(24):
        text = " ".join(chance.choices(sentences, k=chance.randint(1, 8)))
        spans = [(m.start(), m.end(), label) for name, label in names.items() for m in re.finditer(name, text)]
        examples.append(Example.from_dict(nlp.make_doc(text), {"entities": spans}))
    trained.float = lambda loss: loss.item()  # an array with one number, which numpy no longer takes for a number
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = 0.01
    for _ in range(60):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(folder)


def nltk(folder: Path) -> None:
    """NLTK's own trainers on three sentences; its sentence splitter without any abbreviation."""
    import nltk
    from nltk.chunk.named_entity import NEChunkParser, NEChunkParserTagger
    from nltk.classify.maxent import BinaryMaxentFeatureEncoding, MaxentClassifier, save_maxent_params
    from nltk.tag.perceptron import PerceptronTagger
    from nltk.tokenize.punkt import PunktParameters, save_punkt_params

    nltk.data.path[:] = [str(folder)]
    (folder / "corpora" / "words").mkdir(parents=True)
    for name in ("en", "en-basic"):
        (folder / "corpora" / "words" / name).write_text("met\nin\nleft\nhe\n")
    texts = (
        "(S (PERSON Ali/NNP Mamlouk/NNP) met/VBD (PERSON Omar/NNP) in/IN (GPE Damascus/NNP) ./.)",
        "(S (PERSON Omar/NNP) left/VBD (GPE Damascus/NNP) ./.)",
        "(S Then/RB he/PRP left/VBD ./.)",
    )
    trees = [nltk.Tree.fromstring(text, read_leaf=nltk.tag.str2tuple) for text in texts] * 4
    tagger = PerceptronTagger(load=False)
    tagger.train([tree.leaves() for tree in trees], nr_iter=5)
    tagger.save_to_json("eng", str(folder / "taggers" / "averaged_perceptron_tagger_eng"))
    for parent in ("tokenizers/punkt_tab", "chunkers/maxent_ne_chunker_tab"):
        (folder / parent).mkdir(parents=True)
    save_punkt_params(PunktParameters(), str(folder / "tokenizers" / "punkt_tab" / "english"))

    class Tagger(NEChunkParserTagger):  # the one in the library wants an external program
        def _classifier_builder(self, train):  # type: ignore[no-untyped-def]
            encoding = BinaryMaxentFeatureEncoding.train(train, alwayson_features=True)
            return MaxentClassifier.train(train, algorithm="iis", encoding=encoding, trace=0, max_iter=10)

    classifier = Tagger(train=[NEChunkParser._parse_to_tagged(tree) for tree in trees])._classifier
    encoding = classifier._encoding
    target = folder / "chunkers" / "maxent_ne_chunker_tab" / "english_ace_multiclass"
    save_maxent_params(
        classifier._weights, encoding._mapping, encoding._labels, encoding._alwayson, tab_dir=str(target)
    )


def stanza(folder: Path) -> None:
    """Stanza's own trainers, a tokenizer and a tagger, on four sentences."""
    from stanza.models import ner_tagger, tokenizer

    sentences = [
        ["😀", "Ali/B-PER", "Mamlouk/I-PER", "met", "Omar/B-PER", "in", "Damascus/B-LOC", "."],
        ["Then", "he", "left", "Damascus/B-LOC", "."],
        ["Omar/B-PER", "met", "Ali/B-PER", "Mamlouk/I-PER", "."],
        ["Then", "he", "left", "."],
    ]
    tokens = [[item.partition("/")[::2] for item in sentence] for sentence in sentences]
    text, tags, rows = "", "", []
    for sentence in tokens:
        for number, (word, _) in enumerate(sentence, 1):
            glued = number > 1 and word != "."
            text += " " * glued + word
            tags += "0" * glued + "0" * (len(word) - 1) + ("2" if word == "." else "1")
            misc = "SpaceAfter=No" if number == len(sentence) - 1 else "_"
            rows.append(f"{number}\t{word}\t_\t_\t_\t_\t{number - 1}\tdep\t_\t{misc}")
        text, tags = text + " ", tags + "0"
        rows.append("")
    scratch = folder / "training"
    scratch.mkdir()
    files = {"text": text[:-1], "tags": tags[:-1], "conllu": "\n".join(rows) + "\n"}
    for name, content in files.items():
        (scratch / name).write_text(content if name == "conllu" else (content + "\n\n") * 8, "utf-8")
        (scratch / f"{name}-dev").write_text(content + "\n\n" * (name != "conllu"), "utf-8")
    data = [[{"text": word, "ner": tag or "O"} for word, tag in sentence] for sentence in tokens]
    (scratch / "ner.json").write_text(json.dumps(data * 8), "utf-8")
    (scratch / "mwt.json").write_text("[]")
    small = ["--shorthand", "en_small", "--hidden_dim", "32"]
    no_noise = ("unit_dropout", "dropout", "feat_unit_dropout", "feat_dropout", "tok_noise")
    no_cuts = ("sent_drop_prob", "last_char_drop_prob")
    still = [f"--{name}=0" for name in (*no_noise, *no_cuts)]
    tokenizer.main([
        *small, *still, "--lang", "en", "--lr0=0.01", "--steps=150", "--eval_steps=50", "--no_use_mwt",
        "--txt_file", f"{scratch}/text", "--label_file", f"{scratch}/tags", "--mwt_json_file", f"{scratch}/mwt.json",
        "--dev_txt_file", f"{scratch}/text-dev", "--dev_label_file", f"{scratch}/tags-dev",
        "--dev_conll_gold", f"{scratch}/conllu-dev",
        "--save_dir", f"{folder}/en/tokenize", "--save_name", "combined.pt",
    ])  # fmt: skip
    ner_tagger.main([
        *small, "--train_file", f"{scratch}/ner.json", "--eval_file", f"{scratch}/ner.json", "--no_pretrain",
        "--max_steps=60", "--eval_interval=20", "--dropout=0", "--word_dropout=0", "--char_hidden_dim=16",
        "--save_dir", f"{folder}/en/ner", "--save_name", "small.pt", "--optim", "adam", "--lr=0.01",
    ])  # fmt: skip
    resources = {"en": {"lang_name": "English", "packages": {}, "tokenize": {"combined": {}}, "ner": {"small": {}}}}
    (folder / "resources.json").write_text(json.dumps(resources))


if __name__ == "__main__":
    target = Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    globals()[sys.argv[1]](target)
