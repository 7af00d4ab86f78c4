using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Syndication.Worker.Storage.Sending;

/// <summary>Statements that are run for every message: on a SQLite connection that stays open each is prepared once.</summary>
internal static class KeptStatements
{
    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, SqliteCommand>> Kept = [];

    /// <summary>Runs a statement.</summary>
    /// <param name="transaction">The transaction it is part of.</param>
    /// <param name="sql">The statement, one of a few texts.</param>
    /// <param name="parameters">Names without their sign, with texts, whole numbers of 64 bits, or null for such a number.</param>
    /// <returns>How many rows it changed.</returns>
    public static Task<int> ExecuteKeptAsync(this DbTransaction transaction, string sql, params (string Name, object? Value)[] parameters)
    {
        if (transaction.Connection is SqliteConnection sqlite) return Task.FromResult(Execute(sqlite, (SqliteTransaction)transaction, sql, parameters));
        var typed = new DynamicParameters();
        foreach (var (name, value) in parameters) typed.Add(name, value, value is string ? DbType.String : DbType.Int64);
        return transaction.Connection!.ExecuteAsync(sql, typed, transaction);
    }

    private static int Execute(SqliteConnection connection, SqliteTransaction transaction, string sql, (string Name, object? Value)[] parameters)
    {
        var statements = Kept.GetOrCreateValue(connection);
        if (!statements.TryGetValue(sql, out var command))
        {
            statements[sql] = command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in parameters) command.Parameters.Add("@" + name, value is string ? SqliteType.Text : SqliteType.Integer);
        }

        command.Transaction = transaction;
        for (var i = 0; i < parameters.Length; i++) command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command.ExecuteNonQuery();
    }
}
