using AdviceBot.Host.State;
using Npgsql;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace AdviceBot.Tests.Contracts;

/// <summary>The PostgreSQL server for tests, where there is one: .ci/run starts it.</summary>
internal static class Postgres
{
    /// <summary>Names the server, as a connection string of somebody who may make schemas.</summary>
    public const string Variable = "ADVICEBOT_TEST_POSTGRES";

    /// <summary>The server.</summary>
    public static string? Connection => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : null;

    /// <summary>Why its tests can't run; null when they can.</summary>
    public static string? Missing => Connection is null ? $"No PostgreSQL server: .ci/postgres start gives one to set {Variable} to." : null;
}

/// <summary>A schema of a test's own.</summary>
internal sealed class PostgresSchema
{
    private readonly string name = $"test_{Guid.NewGuid():n}";
    private PostgresTable? table;

    /// <summary>The table in it.</summary>
    public PostgresTable Table => table ??= new PostgresTable(Connection);

    /// <summary>The way to it.</summary>
    public string Connection => new NpgsqlConnectionStringBuilder(Postgres.Connection) { SearchPath = name }.ToString();

    /// <summary>Makes it, where there is a server.</summary>
    public Task MakeAsync() => RunAsync($"CREATE SCHEMA {name}");

    /// <summary>Takes it away again.</summary>
    public async Task DropAsync()
    {
        if (table is not null)
        {
            await table.DisposeAsync();
        }

        await RunAsync($"DROP SCHEMA {name} CASCADE");
    }

    /// <summary>All that lies in the table, as text.</summary>
    public async Task<string> DumpAsync()
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT coalesce(string_agg(name || ' ' || encode(sealed, 'escape'), E'\\n'), '') FROM advicebot_conversation", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task RunAsync(string sql)
    {
        if (Postgres.Connection is null)
        {
            return;
        }

        await using var connection = new NpgsqlConnection(Postgres.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Stands at a class whose inherited tests need a PostgreSQL server.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsPostgresAttribute : Attribute;

/// <summary>A fact that needs a PostgreSQL server; skips, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        Skip = Postgres.Missing;
    }
}

/// <summary>A fact of a contract: it skips, with the reason, in classes that need what is not here.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("AdviceBot.Tests.Contracts.ContractFacts", "AdviceBot.Tests")]
public sealed class ContractFactAttribute : FactAttribute;

/// <summary>Makes its test cases.</summary>
public sealed class ContractFacts(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new ContractCase(messages, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}

/// <summary>One of them.</summary>
public sealed class ContractCase : XunitTestCase
{
    /// <summary>For the test platform, which carries cases from one process to another.</summary>
    [Obsolete("For the test platform alone.")]
    public ContractCase()
    {
    }

    /// <summary>A case of a method.</summary>
    public ContractCase(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(messages, display, options, method)
    {
    }

    /// <inheritdoc/>
    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute).AssemblyQualifiedName).Any() ? Postgres.Missing : base.GetSkipReason(factAttribute);
}
