using Dapper;

namespace Syndication.Worker.Storage;

/// <summary>Keys of ASP.NET Core data protection, shared by all workers.</summary>
/// <param name="database">The database.</param>
/// <param name="time">Stamps the keys.</param>
public sealed class ProtectionKeyStore(Database database, TimeProvider time)
{
    /// <summary>Every key's XML, oldest first.</summary>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<string>>(
            async connection => (await connection.QueryAsync<string>("SELECT xml FROM protection_keys ORDER BY created_at, name")).AsList(),
            cancellationToken);

    /// <summary>Keeps a key; one of the same name stays as it is.</summary>
    public Task AddAsync(string name, string xml, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "INSERT INTO protection_keys (name, xml, created_at) VALUES (@name, @xml, @createdAt) ON CONFLICT (name) DO NOTHING",
                new { name, xml, createdAt = time.GetUtcNow().ToUnixTimeMilliseconds() }, transaction),
            cancellationToken);
}
