package filbert.sharing.library;

/**
 * A file that is copied to another volume, waits for that, or could not be brought there.
 *
 * @param person who wished it
 * @param done bytes that are there, of {@code size}
 * @param problem message key below {@code move.problem.}, or empty; told until that person moves something again
 */
public record MoveUnderWay(long person, String name, long done, long size, String problem) {}
