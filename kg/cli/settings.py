"""One value of all settings, from flags, KG_* environment, kg.toml and the user's file, in that order."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from kg.model.errors import SettingsError
from kg.model.settings import Settings

PROJECT: Final = "kg.toml"
USER: Final = "kg/config.toml"
_KINDS: Final[Mapping[str, type]] = {"Path": Path, "str": str, "int": int, "float": float}


def build(
    flags: Mapping[str, object], environment: Mapping[str, str] = os.environ, here: Path | None = None
) -> Settings:
    """The settings of a run.

    Args:
        flags: what the command line says; None where it says nothing.
        environment: the environment, for KG_*, XDG_CONFIG_HOME, HOME and the user's name.
        here: the folder whose kg.toml counts; the working folder by default.

    Returns:
        The settings.

    Raises:
        SettingsError: a file cannot be read, or a value is none that the setting can take.
    """
    known = {item.name: str(item.type) for item in fields(Settings)}
    layers = (
        ("flag", flags),
        ("environment", _environment(environment, known)),
        (PROJECT, _file((here or Path()) / PROJECT, known)),
        ("user file", _file(_user_file(environment), known)),
        ("user", {"who": environment.get("USER") or environment.get("LOGNAME")}),
    )
    values: dict[str, Any] = {}
    for name, kind in known.items():
        origin, value = next(((o, layer[name]) for o, layer in layers if layer.get(name) is not None), ("", None))
        if value is not None:
            values[name] = _value(value, _KINDS[kind], name, origin)
    return Settings(**values)


def _environment(environment: Mapping[str, str], known: Mapping[str, str]) -> Mapping[str, object]:
    return {name: environment.get(f"KG_{name.upper()}") or None for name in known}


def _user_file(environment: Mapping[str, str]) -> Path:
    folder = environment.get("XDG_CONFIG_HOME") or str(Path(environment.get("HOME", "~")) / ".config")
    return Path(folder) / USER


def _file(path: Path, known: Mapping[str, str]) -> Mapping[str, object]:
    try:
        found = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"cannot be read as TOML ({error})", file=str(path)) from error
    unknown = sorted(found.keys() - known.keys())
    if unknown:
        raise SettingsError(f"has no setting called {', '.join(unknown)}", file=str(path))
    return found


def _value(value: object, kind: type, name: str, origin: str) -> object:
    """The value as its type; a relative folder in a file counts from the working folder."""
    try:
        return kind(value)
    except (TypeError, ValueError) as error:
        raise SettingsError(f"{name} cannot be {value!r}", file=origin) from error
