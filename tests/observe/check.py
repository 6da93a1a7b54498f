#!/usr/bin/python3
"""check.py SOURCE: rules, their cases, runbooks and dashboards agree with each other.

Needs promtool (Debian package prometheus). Prints what is wrong; the exit code is 1 then.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

problems = []


def expect(good, what):
    if not good:
        problems.append(what)


def promtool(*words):
    done = subprocess.run(['promtool', *map(str, words)], capture_output=True, text=True, check=False)
    expect(done.returncode == 0, done.stdout + done.stderr)


def alerts_of(path):
    groups = yaml.safe_load(path.read_text(encoding='utf-8'))['groups']
    return {rule['alert']: rule for group in groups for rule in group['rules'] if 'alert' in rule}


def check_alert(name, alert):
    expect(alert['labels'].get('severity') in ('page', 'ticket'), f'{name}: severity is page or ticket')
    for annotation in ('summary', 'description', 'runbook_url'):
        expect(alert['annotations'].get(annotation), f'{name}: no {annotation}')
    expect(alert['annotations'].get('runbook_url') == f'docs/runbooks/{name}.md', f'{name}: another runbook')


def check_runbooks(folder, alerts):
    runbooks = {path.stem: path.read_text(encoding='utf-8') for path in folder.glob('*.md')}
    expect(set(runbooks) == set(alerts), f'only one of alert and runbook: {set(runbooks) ^ set(alerts)}')
    for name, text in runbooks.items():
        commands = re.findall(r'```sh\n(.*?)```', text, re.S)
        expect(any(line and not line.startswith('#') for block in commands for line in block.splitlines()),
               f'{name}: a runbook without commands')


def check_cases(folder, alerts):
    """Every alert has a case in which it fires and one in which it does not."""
    wanted = {(name, verb) for name in alerts for verb in ('fires', 'is quiet')}
    for path in folder.glob('*_test.yaml'):
        for case in yaml.safe_load(path.read_text(encoding='utf-8'))['tests']:
            name, verb = re.match(r'(\w+) (fires|is quiet): ', case['name']).groups()
            samples = case['promql_expr_test'][0]['exp_samples']
            fired = any(f'"{name}"' in sample['labels'] for sample in samples)
            expect(fired == (verb == 'fires'), f'{path.name}: {case["name"]}: the case does not show it')
            wanted.discard((name, verb))
    expect(not wanted, f'alerts without a case: {sorted(wanted)}')


def check_dashboards(folder, alerts):
    with tempfile.TemporaryDirectory() as fresh:
        subprocess.run([sys.executable, '-B', folder / 'generate.py', fresh], check=True)
        for path in pathlib.Path(fresh).iterdir():
            kept = folder / 'dashboards' / path.name
            expect(kept.exists() and kept.read_text() == path.read_text(),
                   f'{kept} is not what generate.py writes: run it')
    for path in (folder / 'dashboards').glob('*.json'):
        for panel in json.loads(path.read_text(encoding='utf-8'))['panels']:
            expect(panel['title'] and panel['description'], f'{path.name}: a panel without words')
            for link in panel['links']:
                expect(pathlib.PurePath(link['url']).stem in alerts, f'{path.name}: {link["url"]} leads nowhere')


def main():
    source = pathlib.Path(sys.argv[1])
    rules = source / 'deploy/prometheus'
    alerts = alerts_of(rules / 'alerts.yaml')
    for name, alert in alerts.items():
        check_alert(name, alert)
    check_runbooks(source / 'docs/runbooks', alerts)
    check_cases(source / 'tests/observe/alerts', alerts)
    check_dashboards(source / 'deploy/grafana', alerts)
    promtool('check', 'rules', rules / 'indicators.yaml', rules / 'alerts.yaml')
    promtool('check', 'config', '--syntax-only', rules / 'prometheus.yaml')
    promtool('test', 'rules', *sorted((source / 'tests/observe/alerts').glob('*_test.yaml')))
    print('\n'.join(problems) or f'{len(alerts)} alerts, with runbooks and cases')
    sys.exit(1 if problems else 0)


if __name__ == '__main__':
    main()
