package filbert.web.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import filbert.household.results.DefaultFilter.Usual;
import filbert.household.results.Hiding;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

/** What stands in the address of a page of results. */
final class FilterTest {
    private static Filter filter(String usual, String... namesAndValues) {
        var parameters = new LinkedMultiValueMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Filter.of(parameters, Usual.parse(usual));
    }

    private static Filter hiding(String... values) {
        var pairs = new String[2 * values.length];
        for (var i = 0; i < values.length; i++) {
            pairs[2 * i] = "hide";
            pairs[2 * i + 1] = values[i];
        }
        return filter("", pairs);
    }

    @Test
    void whatIsHiddenIsSaidInOneParameterAndJunkIsUnlessSaidOtherwise() {
        assertThat(hiding().selection().hidden()).containsExactly(Hiding.SPAM);
        assertThat(hiding("spam,owned, queued").selection().hidden()).containsExactlyInAnyOrder(Hiding.SPAM, Hiding.OWNED, Hiding.QUEUED);
        assertThat(hiding("blocked", "SPAM").query().toString()).isEqualTo("?hide=spam%2Cblocked");
        assertThat(hiding("none").showsSpam()).isTrue();
        assertThat(hiding("nonsense").query().toString()).isEqualTo("?hide=none");
        assertThat(hiding("").query().toString()).isEmpty();
    }

    @Test
    void addressesOfEarlierVersionsMeanTheSame() {
        assertThat(hiding("had").selection().hidden()).containsExactlyInAnyOrder(Hiding.SPAM, Hiding.OWNED, Hiding.QUEUED);
        assertThat(filter("", "spam", "show").selection().hidden()).isEmpty();
        assertThat(filter("", "spam", "show", "hide", "had").selection().hidden()).containsExactlyInAnyOrder(Hiding.OWNED, Hiding.QUEUED);
    }

    @Test
    void groupsStandInTheAddressUnlessEachFileIsARow() {
        assertThat(filter("", "q", "hazel", "group", "folder").group()).isEqualTo("folder");
        assertThat(filter("", "q", "hazel", "group", "file").query().toString()).isEqualTo("?q=hazel");
        assertThat(filter("", "q", "hazel", "group", "<b>").query().toString()).isEqualTo("?q=hazel");
        var host = filter("", "q", "hazel", "group", "host", "page", "3", "sort", "-size");
        assertThat(host.groupedBy("folder").toString()).isEqualTo("?q=hazel&sort=-size&group=folder");
        assertThat(host.wide().toString()).isEqualTo("?q=hazel&group=host&sort=-size");
        assertThat(host.place("5.6.7.8:6346", "Music/Old").toString()).isEqualTo("?q=hazel&host=5.6.7.8%3A6346&folder=Music%2FOld");
        assertThat(host.look()).isEqualTo("group=host&sort=-size");
        assertThat(filter("", "q", "hazel").look()).isEmpty();
    }

    @Test
    void whatIsAlwaysHiddenIsSoUnlessTheAddressSaysOtherwise() {
        var usual = "type=audio&hide=spam,owned";
        assertThat(filter(usual, "q", "x").selection().hidden()).contains(Hiding.OWNED);
        assertThat(filter(usual, "q", "x", "own", "off").selection().hidden()).containsExactly(Hiding.SPAM);
        assertThat(filter(usual, "q", "x", "hide", "none").selection().hidden()).isEmpty();
        assertThat(filter(usual, "q", "x").explicit().toString()).isEqualTo("?q=x&own=off&type=audio&hide=spam%2Cowned");
        assertThat(filter("", "type", "audio", "hide", "spam,owned").asUsual()).hasToString(usual);
        assertThat(Usual.parse("hide=spam%2Cowned").hidden()).contains(Set.of(Hiding.SPAM, Hiding.OWNED));
        assertThat(Usual.parse("")).isEqualTo(Usual.NONE);
        assertThat(filter(usual, "q", "x").choices()).extracting(Filter.Choice::key, Filter.Choice::chosen).containsExactly(
                tuple("spam", true), tuple("owned", true),
                tuple("queued", false), tuple("blocked", false));
        assertThat(filter(usual, "q", "x").choices().get(1).link()).isEqualTo("?q=x&hide=spam");
    }

    @Test
    void onePartOfWhatHidesCanBeTakenOut() {
        var all = filter("", "q", "x", "ext", "flac", "hide", "blocked,spam", "host", "5.6.7.8:6346", "folder", ".");
        assertThat(all.without("ext").toString()).isEqualTo("?q=x&host=5.6.7.8%3A6346&folder=.&hide=spam%2Cblocked");
        assertThat(all.without("blocked").toString()).isEqualTo("?q=x&ext=flac&host=5.6.7.8%3A6346&folder=.");
        assertThat(all.without("host").toString()).isEqualTo("?q=x&ext=flac&hide=spam%2Cblocked");
        assertThat(filter("ext=flac", "q", "x").without("ext").toString()).isEqualTo("?q=x&own=off");
        assertThat(all.folder()).isEmpty();
        assertThat(all.narrows()).isTrue();
        assertThat(filter("", "bitrate", "256k").narrows()).isTrue();
        assertThat(filter("", "q", "x", "group", "host").narrows()).isFalse();
    }
}
