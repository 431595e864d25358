package filbert.web.downloads;

import filbert.identity.HostAddress;
import filbert.sharing.download.DownloadDetail;
import filbert.sharing.download.DownloadDetail.Share;
import filbert.sharing.download.DownloadView;
import filbert.web.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of a file is there, what is on its way, and whose it is: as two strips {@value #WIDTH} wide however large the file, and as a table.
 *
 * @param state of each part of the file: {@code verified}, {@code written} or {@code coming}; what is missing is left out
 * @param origin whose it is: {@code by-1} and so on for those who bring most, {@code by-0} for all others
 * @param hosts who is meant by that
 * @param rows the same in words, the first of them
 * @param more pieces that are not among {@code rows}
 */
record BlockMap(List<Block> state, List<Block> origin, List<Host> hosts, List<Row> rows, int more, Shares shares) {
    static final int WIDTH = 1000;
    private static final int MOST_HOSTS = 6; // as many colours as can be told apart
    private static final int MOST_ROWS = 100; // UI.md: no page ships more rows
    private static final String OTHERS = "by-0";

    record Block(int x, int width, String look) {}

    /** @param host empty for all others together */
    record Host(String look, String host, String size, boolean brings) {}

    /** @param host empty when it is not remembered */
    record Row(String from, String to, String size, String state, String host) {}

    /** Percent of the file, for those who cannot see the picture. */
    record Shares(int verified, int written, int coming) {}

    private record Piece(long from, long to, String state, @Nullable HostAddress host) {
        long length() {
            return to - from;
        }
    }

    static BlockMap of(DownloadView view, DownloadDetail detail) {
        var size = view.size();
        if (size <= 0) {
            return new BlockMap(List.of(), List.of(), List.of(), List.of(), 0, new Shares(0, 0, 0));
        }
        var pieces = pieces(view, detail.shares());
        var looks = looks(pieces);
        return new BlockMap(
                strip(pieces, size, Piece::state),
                strip(pieces, size, piece -> piece.host() == null ? null : looks.getOrDefault(piece.host(), OTHERS)),
                hosts(pieces, looks),
                pieces.stream().limit(MOST_ROWS).map(BlockMap::row).toList(),
                Math.max(0, pieces.size() - MOST_ROWS),
                new Shares(percent(pieces, "verified", size), percent(pieces, "written", size), percent(pieces, "coming", size)));
    }

    private static List<Piece> pieces(DownloadView view, List<Share> shares) {
        var done = view.state() == DownloadView.State.DONE;
        var there = new TreeMap<Long, DownloadView.Range>();
        (done ? List.of(new DownloadView.Range(0, view.size(), true)) : view.ranges()).forEach(range -> there.put(range.from(), range));
        var brought = new TreeMap<Long, Share>();
        var coming = new TreeMap<Long, Share>();
        shares.forEach(share -> (share.coming() ? coming : brought).put(share.from(), share));
        var cuts = new TreeSet<Long>();
        there.values().forEach(range -> cuts.addAll(List.of(range.from(), range.to())));
        shares.forEach(share -> cuts.addAll(List.of(share.from(), share.to())));
        var pieces = new ArrayList<Piece>();
        for (var from = cuts.isEmpty() ? null : cuts.first(); from != null; from = cuts.higher(from)) {
            var to = cuts.higher(from);
            var range = there.floorEntry(from);
            var known = range != null && range.getValue().to() > from;
            var by = holder(brought, from);
            var next = holder(coming, from);
            if (to == null) {
                break;
            }
            if (known) {
                add(pieces, new Piece(from, to, range.getValue().verified() ? "verified" : "written", by == null ? null : by.host()));
            } else if (by != null) {
                add(pieces, new Piece(from, to, "written", by.host())); // and not yet synced
            } else if (next != null) {
                add(pieces, new Piece(from, to, "coming", next.host()));
            }
        }
        return pieces;
    }

    private static @Nullable Share holder(TreeMap<Long, Share> shares, long at) {
        var entry = shares.floorEntry(at);
        return entry != null && entry.getValue().to() > at ? entry.getValue() : null;
    }

    private static void add(List<Piece> pieces, Piece piece) {
        var before = pieces.isEmpty() ? null : pieces.getLast();
        if (before != null && before.equals(new Piece(before.from(), piece.from(), piece.state(), piece.host()))) {
            pieces.set(pieces.size() - 1, new Piece(before.from(), piece.to(), piece.state(), piece.host()));
        } else {
            pieces.add(piece);
        }
    }

    private static Map<HostAddress, String> looks(List<Piece> pieces) {
        var bytes = new HashMap<HostAddress, Long>();
        for (var piece : pieces) {
            if (piece.host() != null) {
                bytes.merge(piece.host(), piece.length(), Long::sum);
            }
        }
        var most = bytes.entrySet().stream()
                .sorted(Map.Entry.<HostAddress, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(entry -> entry.getKey().toString()))
                .limit(MOST_HOSTS)
                .toList();
        var looks = new HashMap<HostAddress, String>();
        for (var i = 0; i < most.size(); i++) {
            looks.put(most.get(i).getKey(), "by-" + (i + 1));
        }
        return looks;
    }

    private static List<Host> hosts(List<Piece> pieces, Map<HostAddress, String> looks) {
        var bytes = new TreeMap<String, Long>(Comparator.comparing((String look) -> look.equals(OTHERS)).thenComparing(look -> look));
        var bring = new TreeMap<String, Boolean>();
        for (var piece : pieces) {
            if (piece.host() != null) {
                var look = looks.getOrDefault(piece.host(), OTHERS);
                bytes.merge(look, piece.length(), Long::sum);
                bring.merge(look, piece.state().equals("coming"), Boolean::logicalOr);
            }
        }
        var names = new HashMap<String, String>();
        looks.forEach((host, look) -> names.put(look, host.toString()));
        return bytes.entrySet().stream()
                .map(entry -> new Host(entry.getKey(), names.getOrDefault(entry.getKey(), ""), Figures.size(entry.getValue()), bring.getOrDefault(entry.getKey(), false)))
                .toList();
    }

    private interface Look {
        @Nullable String of(Piece piece);
    }

    /** Nothing is narrower than one column, so that nobody overlooks it. */
    private static List<Block> strip(List<Piece> pieces, long size, Look look) {
        var columns = new @Nullable String[WIDTH];
        for (var piece : pieces) {
            var is = look.of(piece);
            var x = (int) Math.min(WIDTH - 1, piece.from() * (double) WIDTH / size);
            var end = (int) Math.min(WIDTH, Math.max(x + 1, Math.ceil(piece.to() * (double) WIDTH / size)));
            for (var column = x; column < end; column++) {
                columns[column] = is;
            }
        }
        var blocks = new ArrayList<Block>();
        for (var x = 0; x < WIDTH; ) {
            var end = x;
            while (end < WIDTH && Objects.equals(columns[end], columns[x])) {
                end++;
            }
            var is = columns[x];
            if (is != null) {
                blocks.add(new Block(x, end - x, is));
            }
            x = end;
        }
        return blocks;
    }

    private static int percent(List<Piece> pieces, String state, long size) {
        return Figures.percent(pieces.stream().filter(piece -> piece.state().equals(state)).mapToLong(Piece::length).sum(), size);
    }

    private static Row row(Piece piece) {
        return new Row(
                Figures.count(piece.from()),
                Figures.count(piece.to() - 1),
                Figures.size(piece.length()),
                piece.state(),
                piece.host() == null ? "" : piece.host().toString());
    }
}
