package filbert.web;

/** How much of a file is there, as the widths of an SVG bar a thousand units wide. */
public record Bar(int written, int verified, boolean done, int percent) {
    private static final int WIDTH = 1000;

    public static Bar of(long written, long verified, long whole, boolean done) {
        return new Bar(width(written, whole), width(verified, whole), done, done ? 100 : Figures.percent(written, whole));
    }

    private static int width(long part, long whole) {
        return whole <= 0 ? 0 : (int) Math.clamp(part * (double) WIDTH / whole, 0, WIDTH);
    }
}
