-- wrk's part: POST /v1/dossiers, each with a request id of its own, in turn for several wards.
--   wrk … -s filing.lua URL -- FILE
-- FILE: the access token on its first line, then one application as JSON a line, in which
-- REQUEST_ID stands for the request id. Ends with one line of JSON on standard output.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(arguments)
  applications = {}
  for line in io.lines(arguments[1]) do
    if not token then
      token = line
    else
      table.insert(applications, line)
    end
  end
  headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. token }
  -- Other ids in every run: the same would be a repetition.
  math.randomseed(os.time() * 16 + number)
  run = math.random(0, 0x7fffffff)
  sent = 0
end

function request()
  sent = sent + 1
  local id = string.format("%08x-0000-4000-8000-%012x", run, sent)
  local body = applications[sent % #applications + 1]:gsub("REQUEST_ID", id, 1)
  return wrk.format("POST", "/v1/dossiers", headers, body)
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
  print(string.format('{"requests": %d, "seconds": %f, "failed": %d, "p50_ms": %f, "p99_ms": %f}',
    summary.requests, summary.duration / 1e6, failed, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
