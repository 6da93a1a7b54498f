#!/usr/bin/python3
"""Writes the dashboards of Grafana: generate.py [FOLDER]; the default is dashboards/ beside this."""
import json
import pathlib
import sys

import boards
import services

BOARDS = [boards.overview, boards.ward, services.gateway, services.identity, services.dossier,
          services.notification, services.survey, services.statistics]


def main():
    here = pathlib.Path(__file__).parent
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here / 'dashboards'
    for board in BOARDS:
        text = json.dumps(board(), ensure_ascii=False, indent=1) + '\n'
        (folder / f'{board.__name__}.json').write_text(text, encoding='utf-8')


if __name__ == '__main__':
    main()
