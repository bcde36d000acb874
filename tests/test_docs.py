"""Documentation rules are tests: what is not documented fails the build."""

import re
import tomllib

import pytest
import yaml

import cli
from model.source import Protection
from snapshot.settings import CHECKOUT, Settings

cli.load()
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
DEPENDENCIES = (CHECKOUT / "docs" / "dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize(
    "command", [c.name or str(c.callback.__name__) for c in cli.app.registered_commands if c.callback]
)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"wijkpeil {command}" in README


@pytest.mark.parametrize(
    "command",
    [
        f"{group.name} {c.name or c.callback.__name__}"
        for group in cli.app.registered_groups
        for c in group.typer_instance.registered_commands
        if c.callback
    ],
)
def test_every_command_of_a_group_is_in_the_readme(command: str) -> None:
    assert f"wijkpeil {command}" in README


@pytest.mark.parametrize("setting", list(Settings.model_fields))
def test_every_setting_is_in_the_readme(setting: str) -> None:
    assert f"`WIJKPEIL_{setting.upper()}`" in README


@pytest.mark.parametrize("target", ["run", "test", "setup", "bench", "shots", "manual", "browser", "lint"])
def test_every_make_target_is_in_the_readme_or_help(target: str) -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert f"make {target}" in README


def _names(requirements: list[str]) -> list[str]:
    return [re.split(r"[<>=;\[ ]", requirement)[0] for requirement in requirements]


@pytest.mark.parametrize("package", _names(PROJECT["dependencies"]))
def test_every_dependency_says_why_it_is_there(package: str) -> None:
    assert re.search(rf"(^\| |, ){package}(,| \|)", DEPENDENCIES, re.MULTILINE)


@pytest.mark.parametrize("package", _names(PROJECT["optional-dependencies"]["dev"]))
def test_every_tool_for_tests_is_named(package: str) -> None:
    assert package in DEPENDENCIES or package.startswith("types-") or package == "pandas-stubs"


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_pins_have_hashes_and_name_no_index(name: str) -> None:
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("limit", list(Protection.model_fields))
def test_every_limit_of_disclosure_control_is_in_the_privacy_document_with_its_default(limit: str) -> None:
    text = (CHECKOUT / "docs" / "privacy.md").read_text(encoding="utf-8")
    assert f"| `{limit}` | {Protection.model_fields[limit].default} |" in text


def test_publiccode_says_what_the_project_says() -> None:
    publiccode = yaml.safe_load((CHECKOUT / "publiccode.yml").read_text(encoding="utf-8"))
    assert publiccode["softwareVersion"] == PROJECT["version"]
    assert publiccode["legal"]["license"] == PROJECT["license"]


def test_help_texts_are_dutch() -> None:
    for command in cli.app.registered_commands:
        assert command.callback is not None
        assert command.callback.__doc__, command.name
        assert not re.search(r"\b(the|and|with|of the)\b", command.callback.__doc__)


def test_streamlit_takes_uploads_as_large_as_the_setting_says() -> None:
    config = tomllib.loads((CHECKOUT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] == Settings.model_fields["upload_mb"].default
