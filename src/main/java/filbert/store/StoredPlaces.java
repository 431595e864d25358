package filbert.store;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.sharing.download.DownloadStore.StoredPlace;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Places in other servents' queues in one column, as JSON. A download has at most as many as it has sources. */
final class StoredPlaces {
    private static final JsonMapper JSON = new JsonMapper();

    private StoredPlaces() {}

    /** A {@link StoredPlace} in words. */
    private record Row(String address, String servent, String id, int position, String earliest, String lost) {
        static Row of(StoredPlace place) {
            return new Row(
                    place.address().toString(),
                    place.servent().hex(),
                    place.id(),
                    place.position(),
                    place.earliest().toString(),
                    place.lost().toString());
        }

        StoredPlace place() {
            return new StoredPlace(
                    HostAddress.parse(address).orElseThrow(), Guid.parse(servent), id, position, Instant.parse(earliest), Instant.parse(lost));
        }
    }

    static String write(List<StoredPlace> places) {
        return JSON.writeValueAsString(places.stream().map(Row::of).toList());
    }

    static List<StoredPlace> read(String json) {
        return JSON.readValue(json, new TypeReference<List<Row>>() {}).stream().map(Row::place).toList();
    }
}
