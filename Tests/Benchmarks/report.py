"""What was measured as tables: medians with the least and the greatest, ratios of medians against their targets."""

from statistics import median


def number(value):
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"


def spread(values):
    # wrk finds no percentile among latencies that it has corrected away.
    if not any(values):
        return "–"
    return f"{number(median(values))} ({number(min(values))}–{number(max(values))})"


def figures_table(scenarios, results):
    """One row for each scenario and server."""
    lines = ["| scenario | server | req/s | p50 µs | p99 µs | CPU µs/req |", "|---|---|---|---|---|---|"]
    for scenario in scenarios:
        for contender in scenario.calls:
            runs = results.get(f"{scenario.name}/{contender}")
            if not runs:
                continue
            cells = [spread([getattr(run, name) for run in runs]) for name in ("rate", "p50", "p99", "cpu")]
            lines.append(f"| {scenario.title} | {contender} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def targets_table(scenarios, results):
    """One row for each target whose two sides were measured, and whether all of those are met."""
    lines = ["| scenario | ratio of medians | target | measured | |", "|---|---|---|---|---|"]
    all_met = True
    for scenario in scenarios:
        for target in scenario.targets:
            of, to = results.get(target.of), results.get(target.to)
            if not of or not to:
                continue
            ratio = median(getattr(run, target.figure) for run in of) / median(getattr(run, target.figure) for run in to)
            met = target.met(ratio)
            all_met = all_met and met
            sign = "≥" if target.at_least else "≤"
            lines.append(
                f"| {scenario.title} | {target.text} | {sign} {target.bound:g} | {ratio:.2f} | "
                f"{'met' if met else '**missed**'} |")
    return "\n".join(lines), all_met
