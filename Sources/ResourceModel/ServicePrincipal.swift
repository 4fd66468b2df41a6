/// The names under which services of AWS take roles.
public enum ServicePrincipal {
    /// Returns the name of a service, such as `ec2`, in a partition. EC2 alone has another one in China.
    public static func name(of service: String, in partition: String) -> String {
        service + (service == "ec2" && partition == "aws-cn" ? ".amazonaws.com.cn" : ".amazonaws.com")
    }
}
