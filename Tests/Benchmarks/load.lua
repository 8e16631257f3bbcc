-- What wrk does beside sending: `pipeline=N` sends N requests at once, and the figures come as one line that is easy to
-- read, in whole microseconds.
function init(arguments)
    local depth = 1
    for _, argument in ipairs(arguments) do
        depth = tonumber(argument:match("^pipeline=(%d+)$")) or depth
    end
    if depth > 1 then
        local batch = string.rep(wrk.format(), depth)
        request = function() return batch end
    end
end

function done(summary, latency, _)
    local errors = summary.errors
    io.write(string.format(
        "figures requests=%d microseconds=%d p50=%d p99=%d faults=%d\n",
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
