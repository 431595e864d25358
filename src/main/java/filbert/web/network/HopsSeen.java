package filbert.web.network;

import java.util.List;

/**
 * How far a neighbour's messages had come.
 *
 * @param range for instance {@code 0–3}; empty while nothing came
 * @param mostly the commonest
 * @param several whether there is more than one
 */
record HopsSeen(String range, String mostly, boolean several) {
    /** @param counts by hops; the last also counts all that came farther */
    static HopsSeen of(List<Long> counts) {
        var nearest = -1;
        var farthest = -1;
        var commonest = 0;
        for (var hops = 0; hops < counts.size(); hops++) {
            if (counts.get(hops) > 0) {
                nearest = nearest < 0 ? hops : nearest;
                farthest = hops;
                commonest = counts.get(hops) > counts.get(commonest) ? hops : commonest;
            }
        }
        if (nearest < 0) {
            return new HopsSeen("", "", false);
        }
        var last = counts.size() - 1;
        var several = nearest < farthest;
        return new HopsSeen(several ? nearest + "–" + word(farthest, last) : word(nearest, last), word(commonest, last), several);
    }

    private static String word(int hops, int last) {
        return hops == last ? hops + "+" : Integer.toString(hops);
    }
}
