package org.offhook.server.bench;

import java.util.List;

/// Every benchmark; a new one is a class and a line here.
public final class Benchmarks {

    public static final List<Benchmark> ALL = List.of(
            new SipBenchmark(),
            new SetUpBenchmark(),
            new OverloadBenchmark(),
            new ApiBenchmark(),
            new MediaBenchmark(),
            new StreamBenchmark(),
            new HeapBenchmark(),
            new BindingsBenchmark(),
            new SubscriptionsBenchmark());

    private Benchmarks() {}
}
