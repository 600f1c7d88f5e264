package org.offhook.core.domains.proof;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// The TXT records of names. Never blocks; the stage fails when no name server answers.
@FunctionalInterface
public interface TextRecords {

    /// Each record as one text; empty when there is none.
    CompletionStage<List<String>> of(String name);
}
