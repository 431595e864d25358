package filbert.net.gateway;

import filbert.net.gateway.Attempt.Result;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Asks a router in every way there is until one opens, or says what can be said of it. Blocks; for one thread. */
final class Round {
    private final List<Attempt> attempts = new ArrayList<>();
    private final Consumer<List<Attempt>> told;
    private final BooleanSupplier goesOn;

    /** @param told after every step; {@code goesOn} asked before every step */
    Round(Consumer<List<Attempt>> told, BooleanSupplier goesOn) {
        this.told = told;
        this.goesOn = goesOn;
    }

    /** @param grants TCP first; never empty */
    record Opened(GatewayClient by, List<Grant> grants) {}

    /** A way of asking that the router knows. */
    record Spoken(GatewayClient by, Optional<InetAddress> address) {}

    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** @param before what was granted the last time: the same is asked for again */
    Optional<Opened> open(List<GatewayClient> clients, int port, List<Grant> before, Duration lease) {
        for (var client : clients) {
            if (!goesOn.getAsBoolean()) {
                return Optional.empty();
            }
            asked(client);
            try {
                var tcp = client.open(new Wish(Transport.TCP, port, outside(before, Transport.TCP, port), lease));
                return Optional.of(new Opened(client, withUdp(client, tcp, outside(before, Transport.UDP, tcp.outside()), lease)));
            } catch (GatewayException e) {
                answered(Attempt.of(client.method(), e));
            }
        }
        return Optional.empty();
    }

    private static int outside(List<Grant> before, Transport transport, int otherwise) {
        return before.stream().filter(grant -> grant.transport() == transport).map(Grant::outside).findFirst().orElse(otherwise);
    }

    private List<Grant> withUdp(GatewayClient client, Grant tcp, int outside, Duration lease) {
        try {
            var udp = client.open(new Wish(Transport.UDP, tcp.port(), outside, lease));
            answered(Attempt.of(client.method(), Result.OPENED));
            return List.of(tcp, udp);
        } catch (GatewayException e) {
            answered(Attempt.of(client.method(), e));
            return List.of(tcp);
        }
    }

    /** Opens nothing. All are asked: what the first does not say, the next may. */
    Optional<Spoken> probe(List<GatewayClient> clients) {
        Optional<Spoken> best = Optional.empty();
        for (var client : clients) {
            if (!goesOn.getAsBoolean()) {
                return best;
            }
            asked(client);
            try {
                var address = client.probe();
                answered(Attempt.of(client.method(), Result.ANSWERED));
                if (best.isEmpty() || (best.get().address().isEmpty() && address.isPresent())) {
                    best = Optional.of(new Spoken(best.map(Spoken::by).orElse(client), address));
                }
            } catch (GatewayException e) {
                answered(Attempt.of(client.method(), e));
            }
        }
        return best;
    }

    private void asked(GatewayClient client) {
        attempts.add(Attempt.of(client.method(), Result.ASKED));
        told.accept(attempts());
    }

    private void answered(Attempt how) {
        attempts.set(attempts.size() - 1, how);
        told.accept(attempts());
    }
}
