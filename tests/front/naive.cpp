// An ordinary server of Poco's, without a guard: what tests/front/run must find
// wanting. Prints its port, and serves until its input ends.
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>

#include <iostream>

namespace {

class Handler : public Poco::Net::HTTPRequestHandler {
    void handleRequest(Poco::Net::HTTPServerRequest& request,
                       Poco::Net::HTTPServerResponse& response) override {
        const auto text = "heard " + request.getURI() + '\n';
        response.setContentLength64(static_cast<Poco::Int64>(text.size()));
        response.send() << text;
    }
};

class Handlers : public Poco::Net::HTTPRequestHandlerFactory {
    Poco::Net::HTTPRequestHandler* createRequestHandler(
        const Poco::Net::HTTPServerRequest&) override {
        return new Handler;
    }
};

}  // namespace

int main() {
    auto parameters = Poco::AutoPtr(new Poco::Net::HTTPServerParams);
    parameters->setKeepAliveTimeout(Poco::Timespan(1, 0));
    parameters->setTimeout(Poco::Timespan(2, 0));
    const Poco::Net::ServerSocket socket(Poco::Net::SocketAddress("127.0.0.1", 0));
    Poco::Net::HTTPServer server(new Handlers, socket, parameters);
    server.start();
    std::cout << socket.address().port() << std::endl;
    std::cin.get();
    server.stop();
}
