package filbert.web.network;

import filbert.servent.NetworkView;
import filbert.servent.NetworkView.NeighbourView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The neighbours around us, for a drawing {@value #WIDTH} wide: we in the middle, they in two columns beside us, ultrapeers on top.
 *
 * @param middle where we are, from the top
 * @param more neighbours not drawn
 */
record Picture(int height, int middle, List<Node> nodes, int ultrapeers, int leaves, int more) {
    static final int WIDTH = 360;

    private static final int MOST = 60;
    private static final int STEP = 34;
    private static final int MARGIN = 24;
    private static final int LEFT = 138;
    private static final int LABEL = 12;
    private static final int LONGEST_LABEL = 16;
    private static final List<Integer> FASTER = List.of(0, 1_024, 16_384);

    /**
     * A neighbour.
     *
     * @param label where its words end (on the left) or begin (on the right)
     * @param rate from 0, nothing flows, to 3: how broad its line is
     */
    record Node(boolean left, int x, int y, int label, boolean ultrapeer, int rate, String address, String vendor, String all) {}

    static Picture of(NetworkView view) {
        var neighbours = view.neighbours().stream()
                .sorted(Comparator.comparing((NeighbourView one) -> one.role().equals("leaf")).thenComparing(NeighbourView::id))
                .limit(MOST)
                .toList();
        var rows = Math.max(1, (neighbours.size() + 1) / 2);
        var height = 2 * MARGIN + (rows - 1) * STEP;
        var nodes = new ArrayList<Node>();
        for (var i = 0; i < neighbours.size(); i++) {
            nodes.add(node(neighbours.get(i), i));
        }
        return new Picture(height, height / 2, List.copyOf(nodes), view.ultrapeers(), view.leaves(), view.neighbours().size() - neighbours.size());
    }

    private static Node node(NeighbourView one, int number) {
        var left = number % 2 == 0;
        var x = left ? LEFT : WIDTH - LEFT;
        var rate = one.rateIn() + one.rateOut();
        return new Node(
                left,
                x,
                MARGIN + number / 2 * STEP,
                left ? x - LABEL : x + LABEL,
                one.role().equals("ultrapeer"),
                (int) FASTER.stream().filter(than -> rate > than).count(),
                shortened(one.address().ip().getHostAddress()),
                shortened(one.userAgent()),
                one.address() + " " + one.userAgent());
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_LABEL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
    }
}
