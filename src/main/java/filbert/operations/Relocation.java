package filbert.operations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What lay below one folder lies below another now. Of several that fit the longest counts. */
public record Relocation(List<Move> moves) {
    public static final Relocation NONE = new Relocation(List.of());

    private static final int MOST = 20; // more than a house has disks
    private static final int LONGEST = 4_096; // as long as a path may be in the tables

    /** Absolute paths without a slash at the end; the root is the empty text. */
    public record Move(String from, String to) {
        private boolean covers(String path) {
            return path.equals(from) || path.startsWith(from + "/");
        }
    }

    public Relocation {
        moves = moves.stream().sorted(Comparator.comparingInt((Move move) -> move.from().length()).reversed()).toList();
    }

    /**
     * Pairs as somebody typed them; those of which both halves are blank are left out.
     *
     * @throws IllegalArgumentException with a message key below {@code backup.problem.}: {@code move} for what are no two absolute paths, {@code moves} for
     *     too many
     */
    public static Relocation of(List<String> from, List<String> to) {
        if (from.size() != to.size() || from.size() > MOST) {
            throw new IllegalArgumentException("backup.problem.moves");
        }
        var moves = new ArrayList<Move>();
        for (var i = 0; i < from.size(); i++) {
            if (!from.get(i).isBlank() || !to.get(i).isBlank()) {
                moves.add(new Move(path(from.get(i)), path(to.get(i))));
            }
        }
        return new Relocation(moves);
    }

    /** One of {@code /old/place=/new/place}. @throws IllegalArgumentException as {@link #of} */
    public static Relocation parse(List<String> pairs) {
        var halves = pairs.stream().map(pair -> pair.split("=", 2)).toList();
        if (halves.stream().anyMatch(half -> half.length < 2)) {
            throw new IllegalArgumentException("backup.problem.move");
        }
        return of(halves.stream().map(half -> half[0]).toList(), halves.stream().map(half -> half[1]).toList());
    }

    private static String path(String typed) {
        var path = typed.strip();
        var odd = path.chars().anyMatch(c -> c < ' ') || List.of(path.split("/")).contains("..") || path.contains("//");
        if (!path.startsWith("/") || path.length() > LONGEST || odd) {
            throw new IllegalArgumentException("backup.problem.move");
        }
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    public boolean moves(String path) {
        return moves.stream().anyMatch(move -> move.covers(path));
    }

    public String apply(String path) {
        return moves.stream()
                .filter(move -> move.covers(path))
                .findFirst()
                .map(move -> move.to() + path.substring(move.from().length()))
                .map(moved -> moved.isEmpty() ? "/" : moved)
                .orElse(path);
    }

    /** As {@link #parse} reads them. */
    public List<String> pairs() {
        return moves.stream().map(move -> slash(move.from()) + "=" + slash(move.to())).toList();
    }

    private static String slash(String path) {
        return path.isEmpty() ? "/" : path;
    }
}
