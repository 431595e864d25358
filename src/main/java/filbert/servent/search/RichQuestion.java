package filbert.servent.search;

import filbert.wire.metadata.Metadata;
import filbert.wire.metadata.MetadataXml;
import filbert.wire.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a query's XML asks of a file's tags (2-search, 1.4 and 2.2): of its fields nine of ten must fit, numbers by being equal, texts by their words,
 * each the beginning of a word of ours. LimeWire asks so; nobody else does.
 */
record RichQuestion(Metadata asked) {
    private static final int MOST_XML = 4_096; // characters; a query is shorter, and one inflated is no honest one
    private static final int OF_TEN = 9; // "≥ 90 % of fields": 2-search, 2.2

    /** Empty when there is no XML, or none that asks anything we understand: then words alone decide. */
    static Optional<RichQuestion> of(String xml) {
        if (xml.isEmpty() || xml.length() > MOST_XML) {
            return Optional.empty();
        }
        return MetadataXml.ofQuery(xml).filter(asked -> !asked.attributes().isEmpty()).map(RichQuestion::new);
    }

    /** Words of the fields files are found by, for a query that has none of its own. */
    List<String> words() {
        var words = new ArrayList<String>();
        for (var field : TagsInHits.SPOKEN) {
            asked.get(field).map(Words::of).ifPresent(words::addAll);
        }
        return words;
    }

    boolean fits(LocalFile file) {
        return TagsInHits.of(file).filter(said -> said.schema() == asked.schema()).filter(this::fits).isPresent();
    }

    private boolean fits(Metadata said) {
        var fields = asked.attributes();
        var fitting = fields.entrySet().stream().filter(field -> fits(field, said)).count();
        return fitting * 10 >= (long) fields.size() * OF_TEN;
    }

    private static boolean fits(Map.Entry<String, String> field, Metadata said) {
        var ours = said.get(field.getKey());
        if (ours.isEmpty()) {
            return false;
        }
        return isNumber(field.getValue()) && isNumber(ours.get())
                ? field.getValue().strip().equals(ours.get())
                : beginnings(Words.of(field.getValue()), Words.of(ours.get()));
    }

    private static boolean isNumber(String text) {
        return !text.isBlank() && text.strip().chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean beginnings(List<String> asked, List<String> ours) {
        return !asked.isEmpty() && asked.stream().allMatch(word -> ours.stream().anyMatch(whole -> whole.startsWith(word)));
    }
}
