package io.slipway.local.data;

import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Where the tables are kept. */
public interface TableStore extends AutoCloseable {

  /** Opens the store of a local mode; the data folder is empty where nothing is to outlive it. */
  @FunctionalInterface
  interface Opener {

    /**
     * Opens it.
     *
     * @throws DataFolderRefused where the folder cannot be used
     */
    TableStore open(Optional<DataFolder> folder);
  }

  /**
   * A client for handlers and readers.
   *
   * @param clock the account's, for what the store forgets after a time
   */
  DynamoDbClient client(Clock clock);

  @Override
  void close();
}
