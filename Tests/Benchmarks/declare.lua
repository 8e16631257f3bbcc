-- Declarations of vehicles that no other request means: each thread of wrk has plates of its own.
local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

local path, prefix, count = "", "S", 0

function init(arguments)
    path, prefix = arguments[1], arguments[3]
    wrk.headers["Authorization"] = "Bearer " .. arguments[2]
    wrk.headers["Content-Type"] = "application/json"
end

function request()
    count = count + 1
    return wrk.format("POST", path, nil, string.format(
        '{"direction":"export","goodsClass":"fruit","plate":"%s%d-%08d","refrigerated":true}',
        prefix, number, count))
end

function done(summary, latency, _)
    local errors = summary.errors
    io.write(string.format(
        "figures requests=%d microseconds=%d p50=%d p99=%d faults=%d\n",
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
