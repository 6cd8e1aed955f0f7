"""Spark in this machine's processes, for the tests that need it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

WARNED = (DeprecationWarning, ResourceWarning, FutureWarning)  # what Spark itself gives
CONFIG = {
    "spark.ui.enabled": "false",
    "spark.driver.memory": "1g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # starts sooner
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.files.maxPartitionBytes": "16k",
    "spark.log.level": "ERROR",
    "spark.hadoop.fs.file.impl.disable.cache": "true",  # it would keep the folder of the first session
}


def session(patch: pytest.MonkeyPatch, *, cores: int) -> SparkSession:
    """A session in this process's folder, whose Python workers find what it finds; the caller stops it.

    The process of Java outlives a session, and with it the folder in which the first one was made.
    """
    from pyspark.sql import SparkSession

    patch.setenv("PYSPARK_PYTHON", sys.executable)
    patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    made = SparkSession.builder.master(f"local[{cores}]").config(map=CONFIG).getOrCreate()
    made.sparkContext._jvm.java.lang.System.setProperty("user.dir", str(Path.cwd()))
    return made
