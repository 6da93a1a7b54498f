"""From a few words per panel to the JSON that Grafana reads."""

COLUMNS = 24
RUNBOOKS = '/docs/runbooks/'  # below the address where the documents are served


def stat(title, text, expr, unit='short', runbooks=(), bad=None, good_is_high=False):
    """One number. `bad`: from where it is red; with good_is_high, below which it is red."""
    steps = [{'color': 'green', 'value': None}]
    if bad is not None:
        steps.append({'color': 'red', 'value': bad})
    if good_is_high:
        steps = [{'color': 'red', 'value': None}, {'color': 'green', 'value': bad}]
    defaults = {'unit': unit, 'thresholds': {'mode': 'absolute', 'steps': steps}}
    return _panel('stat', title, text, [(expr, '')], defaults, runbooks, width=4, height=4)


def graph(title, text, series, unit='short', runbooks=()):
    """Lines over time. `series`: pairs of expression and legend."""
    defaults = {'unit': unit, 'min': 0, 'custom': {'fillOpacity': 8, 'showPoints': 'never'}}
    return _panel('timeseries', title, text, series, defaults, runbooks, width=12, height=8)


def _panel(kind, title, text, series, defaults, runbooks, width, height):
    datasource = {'type': 'prometheus', 'uid': '${datasource}'}
    return {
        'type': kind,
        'title': title,
        'description': text,
        'datasource': datasource,
        'gridPos': {'w': width, 'h': height},
        'fieldConfig': {'defaults': defaults, 'overrides': []},
        'options': {},
        'links': [{'title': f'Hướng dẫn xử lý: {name}', 'url': f'{RUNBOOKS}{name}.md', 'targetBlank': True}
                  for name in runbooks],
        'targets': [{'refId': chr(ord('A') + place), 'expr': expr, 'legendFormat': legend,
                     'datasource': datasource}
                    for place, (expr, legend) in enumerate(series)],
    }


def dashboard(uid, title, text, panels, variables=()):
    """Panels flow from left to right and then down."""
    left = top = row_height = 0
    for number, panel in enumerate(panels, start=1):
        place = panel['gridPos']
        if left + place['w'] > COLUMNS:
            left, top, row_height = 0, top + row_height, 0
        place.update(x=left, y=top)
        panel['id'] = number
        left += place['w']
        row_height = max(row_height, place['h'])
    return {
        'uid': f'tancua-{uid}',
        'title': title,
        'description': text,
        'tags': ['tancua'],
        'timezone': 'Asia/Ho_Chi_Minh',
        'refresh': '30s',
        'schemaVersion': 38,
        'time': {'from': 'now-6h', 'to': 'now'},
        'links': [{'type': 'dashboards', 'title': 'Tận Cửa', 'tags': ['tancua'], 'asDropdown': True}],
        'templating': {'list': [_datasource(), *variables]},
        'panels': panels,
    }


def _datasource():
    return {'name': 'datasource', 'label': 'Nguồn dữ liệu', 'type': 'datasource', 'query': 'prometheus'}


def ward_variable():
    return {'name': 'ward', 'label': 'Phường', 'type': 'query', 'includeAll': True, 'allValue': '.+',
            'datasource': {'type': 'prometheus', 'uid': '${datasource}'}, 'refresh': 2,
            'query': 'label_values(tancua_statistics_received_dossiers, ward)',
            'current': {'text': 'All', 'value': '$__all'}}
