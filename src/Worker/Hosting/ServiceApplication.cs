using Syndication.Worker.Hosting.Settings;

namespace Syndication.Worker.Hosting;

/// <summary>The running service.</summary>
internal static class ServiceApplication
{
    /// <summary>Composes the service; nothing runs yet.</summary>
    public static WebApplication Create(LoadedSettings loaded)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddConfiguration(loaded.Configuration);
        builder.WebHost.UseKestrel(options => options.AddServerHeader = false);
        builder.WebHost.ConfigureKestrel(options => options.Configure(loaded.Configuration.GetSection("Kestrel")));
        builder.Services.AddSyndication(loaded.Settings);
        return builder.Build();
    }
}
