from datasets import load_dataset
from huggingface_hub import snapshot_download
from transformers import AutoModel


def load(commit):
    # ruleid: python.deserialize.model-without-revision
    AutoModel.from_pretrained("shop/model")
    # ruleid: python.deserialize.model-without-revision
    snapshot_download("shop/model")
    # ruleid: python.deserialize.model-without-revision
    load_dataset("shop/data", split="train")
    # ok: python.deserialize.model-without-revision
    AutoModel.from_pretrained("shop/model", revision=commit)
    # ok: python.deserialize.model-without-revision
    AutoModel.from_pretrained("./model")
    # ok: python.deserialize.model-without-revision
    AutoModel.from_pretrained("shop/model", local_files_only=True)
