using Syndication.Worker.Cli;

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
}
