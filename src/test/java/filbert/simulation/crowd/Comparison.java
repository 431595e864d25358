package filbert.simulation.crowd;

/**
 * One search, made by dynamic querying and, on paper, by flooding.
 *
 * @param words asked for
 * @param having hosts that share what matches, the asker left out
 * @param existing results there are: each matching file of each host
 * @param wanted results after which a dynamic query ends
 * @param found results that came back, each once
 * @param messages of every kind that belong to the search, over every link
 * @param bytes of those
 * @param millisToFirst until the first answer; -1 without one
 * @param floodQueries copies of the query when it is flooded as far
 * @param floodHits hits on their way back then
 * @param floodTtl how far that was
 */
public record Comparison(
        String words,
        int having,
        int existing,
        int wanted,
        int found,
        long queries,
        long messages,
        long bytes,
        long millisToFirst,
        long floodQueries,
        long floodHits,
        int floodTtl) {
    /** What there was to be found for who wants so many. */
    public int due() {
        return Math.min(existing, wanted);
    }

    /** The part found of that, at most 1. */
    public double share() {
        return due() == 0 ? 1 : Math.min(1, (double) found / due());
    }

    public long floodMessages() {
        return floodQueries + floodHits;
    }

    /** Messages for each of flooding's. */
    public double cost() {
        return floodMessages() == 0 ? 1 : (double) messages / floodMessages();
    }
}
