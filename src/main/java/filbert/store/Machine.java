package filbert.store;

/**
 * One of the machines of a household that may share a database.
 *
 * @param mark random, kept in its data directory: two machines never have the same
 * @param name what people call it, at most 255 characters
 */
public record Machine(String mark, String name) {}
