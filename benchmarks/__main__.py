"""Run every ``bench_*.py`` here, or those named, and print what it measured: ``python -m benchmarks [name …]``."""

import importlib
import pkgutil
import sys

import benchmarks


def main() -> None:
    """Each benchmark has a ``run()`` that returns measurements by name; the unit is the name's last word."""
    wanted = set(sys.argv[1:])
    for module_info in sorted(pkgutil.iter_modules(benchmarks.__path__), key=lambda m: m.name):
        name = module_info.name
        if not name.startswith("bench_") or (wanted and name.removeprefix("bench_") not in wanted):
            continue
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"{name.removeprefix('bench_')}: {(module.__doc__ or '').splitlines()[0]}")
        for measure, amount in module.run().items():
            print(f"  {measure:<44} {amount:,.3f}")


if __name__ == "__main__":
    main()
