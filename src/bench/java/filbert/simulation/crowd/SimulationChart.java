package filbert.simulation.crowd;

import java.util.List;

/** Messages for each search, dynamic and flooded, as bars; to be read on white and on black. */
final class SimulationChart {
    private static final int WIDTH = 720;
    private static final int LEFT = 150;
    private static final int LONGEST = 400;
    private static final int BAR = 18;
    private static final int GROUP = 66;
    private static final int TOP = 44;

    private SimulationChart() {}

    static String of(Plan plan, List<SimulationReport.Result> results) {
        var most = results.stream().mapToDouble(result -> result.mean(Comparison::floodMessages)).max().orElse(1);
        var svg = new StringBuilder();
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="13">
                <title>Messages for each search: dynamic querying and flooding</title>
                <style>
                text { fill: #24292f } .soft { fill: #57606a } .dynamic { fill: #1a7f37 } .flood { fill: #8c959f }
                @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .soft { fill: #9da7b3 } .dynamic { fill: #3fb950 } .flood { fill: #6e7681 } }
                </style>
                <text x="0" y="18" font-weight="bold">Messages for each search among %,d ultrapeers and %,d leaves</text>
                """.formatted(WIDTH, TOP + results.size() * GROUP, plan.ultrapeers(), plan.leaves()));
        var y = TOP;
        for (var result : results) {
            svg.append("<text x=\"0\" y=\"%d\">%s</text>%n".formatted(y + BAR - 4, result.kind()));
            svg.append("<text x=\"0\" y=\"%d\" class=\"soft\">%.0f %% found</text>%n".formatted(y + 2 * BAR, 100 * result.share()));
            bar(svg, "dynamic", "dynamic", y, result.mean(Comparison::messages), most);
            bar(svg, "flood", "flooded", y + BAR + 4, result.mean(Comparison::floodMessages), most);
            y += GROUP;
        }
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, String style, String name, int y, double messages, double most) {
        var length = (int) Math.max(1, Math.round(LONGEST * messages / most));
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"%s\"/>%n".formatted(LEFT, y, length, BAR, style));
        svg.append("<text x=\"%d\" y=\"%d\" class=\"soft\">%,.0f %s</text>%n".formatted(LEFT + length + 6, y + BAR - 4, messages, name));
    }
}
