using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Syndication.Worker.Storage;

/// <summary>Brings the schema up to date: numbered embedded SQL, each step in a transaction, under a lock, with checksums.</summary>
/// <param name="database">The database to migrate.</param>
/// <param name="time">Stamps the steps.</param>
public sealed class Migrator(Database database, TimeProvider time)
{
    // Any number that nothing else on the server locks; the letters of "synd".
    private const long LockKey = 0x73796e64;

    private readonly IReadOnlyList<Migration> migrations = Load(database.Dialect.MigrationFolder);

    /// <summary>The schema that this program knows.</summary>
    public int Newest => migrations.Count;

    /// <summary>Applies what is missing and returns how many steps that were.</summary>
    /// <exception cref="MigrationException">The schema is newer than this program, or an applied step has changed.</exception>
    public async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        database.CreateFolder();
        await database.WriteAsync(CreateHistoryAsync, cancellationToken);
        var count = 0;
        while (await database.WriteAsync(ApplyNextAsync, cancellationToken)) count++;
        // A migrated database has its secrets, so that making a link never has to write.
        await database.WriteAsync(transaction => SecretStore.CreateMissingAsync(transaction, time.GetUtcNow()), cancellationToken);
        return count;
    }

    private async Task CreateHistoryAsync(DbTransaction transaction)
    {
        await LockAsync(transaction);
        await transaction.Connection!.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS schema_migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)",
            transaction: transaction);
    }

    private async Task<bool> ApplyNextAsync(DbTransaction transaction)
    {
        await LockAsync(transaction);
        var connection = transaction.Connection!;
        var applied = (await connection.QueryAsync<(long Number, string Checksum)>(
            "SELECT number, checksum FROM schema_migrations ORDER BY number", transaction: transaction)).ToList();
        Verify(applied);
        if (applied.Count == migrations.Count) return false;
        var next = migrations[applied.Count];
        await connection.ExecuteAsync(next.Sql, transaction: transaction);
        await connection.ExecuteAsync(
            "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (@Number, @Name, @Checksum, @AppliedAt)",
            new { Number = (long)next.Number, next.Name, next.Checksum, AppliedAt = time.GetUtcNow().ToUnixTimeMilliseconds() }, transaction);
        return true;
    }

    private void Verify(List<(long Number, string Checksum)> applied)
    {
        if (applied.Count > migrations.Count)
        {
            throw new MigrationException(string.Create(CultureInfo.InvariantCulture,
                $"The database has schema {applied[^1].Number}, this program knows {migrations.Count}. Run the version that wrote it, or a newer one."));
        }

        foreach (var (number, checksum) in applied)
        {
            if (migrations[(int)number - 1].Checksum == checksum) continue;
            throw new MigrationException(string.Create(CultureInfo.InvariantCulture,
                $"Schema step {number} is not the one that this database was made with. Run the program that made it, or restore a backup."));
        }
    }

    /// <summary>Lets one process migrate at a time; SQLite's IMMEDIATE transaction is that lock already.</summary>
    private async Task LockAsync(DbTransaction transaction)
    {
        if (database.Dialect.Provider != StorageProvider.Postgres) return;
        await transaction.Connection!.ExecuteAsync("SELECT pg_advisory_xact_lock(@LockKey)", new { LockKey }, transaction);
    }

    private static List<Migration> Load(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var marker = ".Migrations." + folder + ".";
        var found = assembly.GetManifestResourceNames().Where(name => name.Contains(marker, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return [.. found.Select(resource => Read(assembly, resource, resource[(resource.IndexOf(marker, StringComparison.Ordinal) + marker.Length)..]))];
    }

    private static Migration Read(Assembly assembly, string resource, string file)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        var name = Path.GetFileNameWithoutExtension(file);
        var number = int.Parse(name[..name.IndexOf('_', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        return new Migration(number, name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..], sql,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }
}
