#!/usr/bin/env python3
"""Runs clang-tidy on our sources and remembers which are clean.

A file is checked again only when it, a header of ours that it includes, its compile command or
.clang-tidy changed: the content hash of all of these names an empty file under <build>/tidy.

Files that changed last (by commit, and before all of them what is not committed) come first. With
--budget, what does not fit is left for the next run and counted: a change is always checked, a
fresh clone may need more than one run. Tests are not checked: the macros of GoogleTest triple the
time and hide what is found.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

OURS = ("common/", "services/", "tests/")


def is_ours(path):
    return path.startswith(OURS) and not path.endswith("_test.cc")


def compile_commands(root, build):
    """Entry of compile_commands.json by path from the root, for each of our sources. A source that
    is compiled together with others gets the command of its batch."""
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        command = for_clang(entry["command"])
        for file in sources_of(pathlib.Path(entry["directory"], entry["file"])):
            path = os.path.relpath(file, root)
            if is_ours(path):
                alone = command.replace(entry["file"], file)
                commands[path] = {**entry, "file": file, "command": alone}
    return commands


def sources_of(file):
    """What CMake put together in `file`; else the file itself."""
    if file.parent.name != "Unity":
        return [str(file)]
    return re.findall(r'^#include "(/.*)"', file.read_text(), re.MULTILINE)


def for_clang(command):
    """Without the object, whose name is that of the batch; GCC's warnings mean nothing here."""
    return re.sub(r" -o \S+", "", command) + " -Wno-unknown-warning-option"


def included_headers(root, path, known):
    """The headers of ours that `path` includes, directly or not."""
    if path not in known:
        known[path] = set()
        for name in re.findall(r'^#include "(.*)"', (root / path).read_text(), re.MULTILINE):
            if name.startswith(OURS) and (root / name).exists():
                known[path] |= {name} | included_headers(root, name, known)
    return known[path]


def content_key(root, path, command, headers, configuration):
    digest = hashlib.sha256("\n".join([path, command, configuration]).encode())
    for file in [path, *sorted(headers)]:
        digest.update((root / file).read_bytes())
    return digest.hexdigest()


def last_changes(root):
    """Path -> when it was committed last; what is not committed is newest of all."""
    times = {}
    log = subprocess.run(["git", "-C", str(root), "log", "--format=@%ct", "--name-only"],
                         capture_output=True, text=True)
    stamp = 0
    for line in log.stdout.splitlines():
        if line.startswith("@"):
            stamp = int(line[1:])
        elif line:
            times.setdefault(line, stamp)
    status = subprocess.run(["git", "-C", str(root), "status", "--porcelain", "-uall"],
                            capture_output=True, text=True)
    for line in status.stdout.splitlines():
        times[line[3:]] = sys.maxsize
    return times


def check(root, database, path):
    run = subprocess.run(["clang-tidy", "-quiet", "-p", str(database), os.path.join(root, path)],
                         capture_output=True, text=True)
    return run.returncode == 0, run.stdout + ("" if run.stdout else run.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--budget", type=float, default=float("inf"), help="seconds")
    arguments = parser.parse_args()

    root = pathlib.Path(__file__).resolve().parent.parent.parent
    build = arguments.build.resolve()
    clean = build / "tidy"
    clean.mkdir(exist_ok=True)
    configuration = (root / ".clang-tidy").read_text()
    known, changed = {}, last_changes(root)

    waiting = []
    commands = compile_commands(root, build)
    (clean / "compile_commands.json").write_text(json.dumps(list(commands.values())))
    for path, entry in commands.items():
        key = content_key(root, path, entry["command"], included_headers(root, path, known),
                          configuration)
        if not (clean / key).exists():
            waiting.append((-changed.get(path, 0), path, key))
    waiting.sort()

    begin, failed, left = time.monotonic(), 0, 0

    def work(item):
        if time.monotonic() - begin > arguments.budget:
            return item, None, ""
        return item, *check(root, clean, item[1])

    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for (_, path, key), passed, text in pool.map(work, waiting):
            if passed is None:
                left += 1
            elif passed:
                (clean / key).touch()
            else:
                failed += 1
                print(f"clang-tidy: {path}\n{text}", flush=True)

    print(f"clang-tidy: {len(commands)} files, {len(waiting) - left} checked now, "
          f"{failed} with findings, {left} left for the next run "
          f"({time.monotonic() - begin:.0f} s)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
