package filbert.servent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.bootstrap.HostSource.Kind;
import filbert.simulation.VirtualNetwork;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourceBookTest {
    private final VirtualNetwork net = new VirtualNetwork(3);
    private final SourceBook book = new SourceBook(net.instants(), net.random());

    private List<String> due() {
        return book.due(Kind.UDP, 200).stream().map(HostSource::name).toList();
    }

    private HostSource one() {
        return book.all().getFirst();
    }

    @Test // C-71
    void theHourBetweenTwoAsksOutlivesARestart() {
        book.list(Kind.UDP, "a.example:7000");
        book.asked(one());
        net.run(Duration.ofMinutes(40));
        var next = new SourceBook(net.instants(), net.random());
        next.list(Kind.UDP, "a.example:7000");
        next.load(book.all());
        assertThat(next.due(Kind.UDP, 5)).isEmpty();
        net.run(Duration.ofMinutes(20));
        assertThat(next.due(Kind.UDP, 5)).hasSize(1);
    }

    @Test
    void afterThreeFailuresAListedOneRestsForADayAndALearntOneIsForgotten() {
        book.list(Kind.UDP, "a.example:7000");
        book.learn(Kind.UDP, "b.example:7000");
        for (var i = 0; i < 3; i++) {
            book.all().forEach(source -> {
                book.asked(source);
                book.failed(source);
            });
        }
        assertThat(book.all()).extracting(HostSource::name).containsExactly("a.example:7000");
        net.run(Duration.ofHours(23));
        assertThat(due()).isEmpty();
        net.run(Duration.ofHours(1));
        assertThat(due()).containsExactly("a.example:7000");
        book.answered(one(), 10);
        assertThat(one()).returns(0, HostSource::failures).returns(10, HostSource::hosts);
    }

    @Test
    void atMostAHundredAreLearntAndListedOnesComeFirst() {
        book.list(Kind.UDP, "a.example:7000");
        for (var i = 0; i < 1_000; i++) {
            book.learn(Kind.UDP, "b" + i + ".example:7000");
        }
        assertThat(book.all()).hasSize(101);
        assertThat(due().getFirst()).isEqualTo("a.example:7000");
    }

    @Test // C-71
    void whereTheListWasEmptiedNobodyIsLearntOrRemembered() {
        book.learn(Kind.UDP, "b.example:7000");
        book.load(List.of(HostSource.unasked(Kind.UDP, "c.example:7000", false)));
        assertThat(book.all()).isEmpty();
    }
}
