"""The app in a process of its own, for browser tests, benchmarks and the pictures of the docs."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

APP = Path(__file__).resolve().parent.parent / "app.py"


@contextlib.contextmanager
def serve(script: Path = APP, root: Path | None = None) -> Iterator[str]:
    """Run a script with Streamlit; yields its address without a slash at the end.

    Parameters
    ----------
    script : Path
        Runs in its own folder, whose `.streamlit/config.toml` it takes.
    root : Path, optional
        Folder with `incidents.csv` and `geodata/` to use instead of the shipped data.

    Raises
    ------
    RuntimeError
        If the process ends at once, or does not answer within a minute.
    """
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
        [*command, "--server.headless=true", "--browser.gatherUsageStats=false"],
        cwd=script.parent,
        env=os.environ | ({"BORDERLANDS_ROOT": str(root)} if root else {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}"
    try:
        _wait_for(f"{address}/_stcore/health", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the app ended at once with code {process.returncode}")
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(address, timeout=2) as answer,  # noqa: S310 - http only
        ):
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the app did not answer at {address} within {seconds:.0f} s")
