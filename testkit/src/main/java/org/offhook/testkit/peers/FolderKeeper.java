package org.offhook.testkit.peers;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Tells [Folders] how the tests of a run went. JUnit finds it by itself.
public final class FolderKeeper implements TestExecutionListener {

    private volatile boolean failed;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        failed |= result.getStatus() == TestExecutionResult.Status.FAILED;
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        Folders.OWN.served(!failed);
        failed = false;
    }
}
