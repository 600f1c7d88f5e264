package org.offhook.server.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// One thing to measure.
public interface Benchmark {

    /// The word that chooses it on the command line.
    String name();

    /// One line for the help.
    String about();

    /// Measures; takes minutes at most.
    ///
    /// @param progress told in one line what is going on
    List<Row> run(Consumer<String> progress) throws IOException, InterruptedException;
}
