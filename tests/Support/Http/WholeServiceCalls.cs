using System.Globalization;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Worker.Cli;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Support.Http;

/// <summary>Commands that ops call beside the running service.</summary>
public static class WholeServiceCalls
{
    /// <summary>Runs a command in this process with the service's configuration.</summary>
    public static async Task<(int Code, string Out, string Error)> CallAsync(this WholeService service, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(service);
        var terminal = new Terminal(new StringWriter(), new StringWriter(), IsInteractive: false);
        var code = await CommandLine.RunAsync([.. arguments, "--config", service.ConfigurationFile], terminal, CancellationToken.None);
        return (code, terminal.Out.ToString()!, terminal.Error.ToString()!);
    }

    /// <summary>Changes the running service's database by hand.</summary>
    public static Task ExecuteAsync(this WholeService service, string sql)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service.Services.GetRequiredService<Database>().WriteAsync(transaction => transaction.Connection!.ExecuteAsync(sql, transaction: transaction), CancellationToken.None);
    }

    /// <summary>Reads one value of the running service's database.</summary>
    public static async Task<string?> ScalarAsync(this WholeService service, string sql)
    {
        ArgumentNullException.ThrowIfNull(service);
        var value = await service.Services.GetRequiredService<Database>().ReadAsync(connection => connection.ExecuteScalarAsync<object?>(sql), CancellationToken.None);
        return Convert.ToString(value, CultureInfo.InvariantCulture);
    }
}
