package filbert.web;

import filbert.household.Narrowing;
import filbert.sharing.library.FileType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One of the things that narrow what is found, in words.
 *
 * @param key message key of what is narrowed, with its value
 */
public record Narrow(String key, String value) {
    private static final Set<String> KINDS = Arrays.stream(FileType.values()).map(FileType::key).collect(Collectors.toSet());

    public static List<Narrow> of(Narrowing narrowing) {
        return narrowing.values().entrySet().stream()
                .map(entry -> entry.getKey().equals("type")
                        ? new Narrow(KINDS.contains(entry.getValue()) ? "type." + entry.getValue() : "type.other", "")
                        : new Narrow("wishes.narrow." + entry.getKey(), entry.getKey().equals("has") ? String.valueOf(narrowing.leastSources()) : entry.getValue()))
                .toList();
    }
}
