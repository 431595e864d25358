package filbert.showroom;

import filbert.household.JunkListStore;
import filbert.servent.spam.ListReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Lists in memory. */
public final class PretendLists implements JunkListStore {
    public final Map<String, String> texts = new ConcurrentSkipListMap<>();

    @Override
    public List<Listed> readAgain() {
        return read();
    }

    @Override
    public List<Listed> read() {
        return texts.entrySet().stream()
                .map(one -> new Listed(one.getKey(), ListReader.read(one.getValue()), PretendHouse.NOW.minusSeconds(600), ""))
                .toList();
    }

    @Override
    public void keep(String name, byte[] text) {
        texts.put(name, new String(text, StandardCharsets.UTF_8));
    }

    @Override
    public boolean remove(String name) {
        return texts.remove(name) != null;
    }
}
