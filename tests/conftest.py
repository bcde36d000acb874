"""Fixtures that every part uses."""

from pathlib import Path

import pytest

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"


@pytest.fixture(scope="session")
def real() -> Path:
    """Folder of real source files beside the checkout; they are never part of the project."""
    if not REAL.is_dir():
        pytest.skip("de map ../shared/real met echte bronbestanden is er niet")
    return REAL
