"""Generated data, kept in a cache folder and made once.

Folders carry a fingerprint of the generator: whoever changes it gets new data and not the old under its name.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "benches" / "generator"


def target_folder():
    """Where Cargo builds."""
    return Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))


def fingerprint():
    """A short digest of the generator's sources."""
    digest = hashlib.sha256()
    for path in sorted(SOURCES.glob("*.rs")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def generator(cache):
    """The compiled generator."""
    program = cache / f"generate-{fingerprint()}"
    if not program.exists():
        cache.mkdir(parents=True, exist_ok=True)
        # Inside the repository, for the toolchain that it names.
        compiler = ["rustc", "-O", "--edition", "2024", SOURCES / "generate.rs", "-o", program]
        subprocess.run(compiler, check=True, cwd=ROOT)
    return program


def generated(cache, messages, form="tables"):
    """The folder with that many messages, as `tables` or as `webhooks`."""
    folder = cache / f"{form}-{messages}-{fingerprint()}"
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        print(f"generating {messages} messages as {form}", file=sys.stderr)
        words = [form] if form == "webhooks" else []
        subprocess.run([generator(cache), unfinished, str(messages), *words], check=True)
        unfinished.rename(folder)
    return folder
