using Microsoft.Extensions.Logging.Console;

namespace Syndication.Worker.Hosting;

/// <summary>One line an event on standard output, with its event id.</summary>
internal static class ServiceLogging
{
    /// <summary>Sets up logging: systemd's form under systemd, else lines with UTC times; section <c>Logging</c> overrides the levels.</summary>
    public static void Configure(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        // A start that fails is told in one line by the command; these would add its stack. What stops a running service is Critical at the host.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level is LogLevel.Warning or LogLevel.Error);
        // What is wrong with the service's health is logged where it goes wrong; its telling is no failure of its own.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        var underSystemd = Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null;
        if (underSystemd) logging.AddSystemdConsole();
        else logging.AddSimpleConsole(Format);
    }

    private static void Format(SimpleConsoleFormatterOptions options)
    {
        options.SingleLine = true;
        options.UseUtcTimestamp = true;
        options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
    }
}
