package filbert.store;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;
import filbert.servent.search.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Lists in one column, as JSON: they are written and read with their row, and nobody searches inside them. */
final class StoredSources {
    private static final int LONGEST = 1_000_000;
    private static final JsonMapper JSON = new JsonMapper();

    private StoredSources() {}

    /** A {@link Source} in words. */
    private record Row(
            String address,
            String servent,
            long index,
            String name,
            String vendor,
            long speed,
            boolean push,
            boolean busy,
            List<String> proxies,
            @Nullable String folder) {
        static Row of(Source source) {
            return new Row(
                    source.address().toString(),
                    source.servent().hex(),
                    source.index(),
                    Columns.clip(source.name()),
                    Columns.clip(source.vendor()),
                    source.speed(),
                    source.push(),
                    source.busy(),
                    source.proxies().stream().map(HostAddress::toString).toList(),
                    source.folder().isEmpty() ? null : Columns.clip(source.folder()));
        }

        Source source() {
            return new Source(
                    HostAddress.parse(address).orElseThrow(),
                    Guid.parse(servent),
                    index,
                    name,
                    vendor,
                    speed,
                    push,
                    busy,
                    proxies.stream().map(proxy -> HostAddress.parse(proxy).orElseThrow()).toList(),
                    Tags.NONE,
                    Objects.requireNonNullElse(folder, ""));
        }
    }

    static String write(List<Source> sources) {
        return fitting(sources.stream().map(Row::of).toList());
    }

    static List<Source> read(String json) {
        return JSON.readValue(json, new TypeReference<List<Row>>() {}).stream().map(Row::source).toList();
    }

    static String writeTexts(List<String> texts) {
        return fitting(texts.stream().map(Columns::clip).toList());
    }

    static List<String> readTexts(String json) {
        return JSON.readValue(json, new TypeReference<List<String>>() {});
    }

    /** The beginning of a list that is too long for its column. */
    private static String fitting(List<?> items) {
        var some = new ArrayList<>(items);
        var json = JSON.writeValueAsString(some);
        while (json.length() > LONGEST) {
            some.subList(some.size() / 2, some.size()).clear();
            json = JSON.writeValueAsString(some);
        }
        return json;
    }
}
